import {Caps} from './caps.tsx';
import {KillSwitch} from './kill-switch.tsx';

/** What keeps a mistake small: the switch that stops all billing, and bounds beyond which a person looks first. */
export const SafetySettings = () => (
	<>
		<KillSwitch />
		<Caps />
	</>
);
