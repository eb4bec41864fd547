/** Before there is a catalogue or a theme: the host did not say how it works. */
export const CannotStart = () => (
	<main style={{maxWidth: 460, margin: '18vh auto', padding: 24, lineHeight: 1.5}}>
		<h1>Invoice Meister could not start</h1>
		<p style={{marginTop: 12}}>
			The server did not answer. Nothing was lost. Check your connection and <a href="/">try again</a>.
		</p>
	</main>
);
