/** The one style sheet of the hosted page. Its hash is in the page's policy: nothing else may style it. */
export const pageStyles = `
:root{color-scheme:light dark;--ink:#14171f;--grey:#5b6472;--line:#e1e5ea;--ground:#f5f6f8;--card:#fff;--accent:#14171f;--on-accent:#fff;--good:#0b6b3a;--bad:#a4262c;--focus:#1d4fd8}
@media (prefers-color-scheme:dark){:root{--ink:#eceef2;--grey:#a4adba;--line:#2e343d;--ground:#101317;--card:#181c22;--accent:#eceef2;--on-accent:#14171f;--good:#6fd29b;--bad:#ff9d97;--focus:#8fb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:38rem;margin:0 auto;padding:1.25rem 1rem 3rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:.5rem .25rem 1.25rem}
header img{max-width:11rem;max-height:3rem;display:block;background:#fff;border-radius:.25rem}
header strong{font-size:1.125rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.875rem;padding:1.5rem;margin:0 0 1rem}
h1{font-size:2.25rem;line-height:1.15;margin:.25rem 0;letter-spacing:-.02em}
h2{font-size:1rem;margin:0 0 .75rem}
p{margin:.25rem 0}
.grey{color:var(--grey)}
.small{font-size:.875rem}
.state{display:inline-flex;align-items:center;gap:.45em;font-weight:600;font-size:.875rem;white-space:nowrap}
.state svg{width:1em;height:1em;flex:none}
.good{color:var(--good)}
.bad{color:var(--bad)}
.button{display:block;width:100%;min-height:3rem;margin-top:1.25rem;padding:.75rem 1.25rem;border:0;border-radius:.625rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.quiet{background:transparent;color:var(--ink);border:1px solid var(--line);margin-top:.75rem}
a{color:inherit}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
details{margin-top:1rem}
summary{cursor:pointer;min-height:1.75rem}
form.part{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin-top:.5rem}
form.part label{flex:1 1 10rem}
form.part input{display:block;width:100%;min-height:2.75rem;margin-top:.25rem;padding:.5rem .75rem;border:1px solid var(--grey);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
form.part .button{flex:0 1 auto;width:auto;margin:0}
.transfer{display:flex;flex-wrap:wrap;gap:1.25rem;justify-content:space-between}
dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;flex:1 1 16rem;align-content:start}
dt{color:var(--grey)}
dd{margin:0}
.transfer dl{grid-template-columns:1fr;gap:0}
.transfer dt{font-size:.875rem}
.transfer dd{margin-bottom:.6rem}
figure{margin:0;text-align:center}
.code{display:block;width:9.5rem;height:9.5rem;padding:.5rem;background:#fff;border-radius:.5rem}
.code path{fill:#14171f}
.parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1.25rem}
table{width:100%;border-collapse:collapse;margin-top:.25rem}
th{font-weight:600;text-align:left;font-size:.8125rem;color:var(--grey);padding:0 0 .5rem}
td{padding:.5rem 0;border-top:1px solid var(--line);vertical-align:top}
.figure{text-align:right;white-space:nowrap;padding-left:1rem}
tfoot td{border:0;padding:.2rem 0;color:var(--grey)}
tfoot tr:first-child td{border-top:1px solid var(--line);padding-top:.6rem}
tfoot .total td{color:var(--ink);font-weight:700;font-size:1.0625rem;padding-top:.5rem}
.text{white-space:pre-line}
footer{color:var(--grey);font-size:.8125rem;text-align:center;padding:.5rem}
@media print{body{background:#fff;color:#000}.card{border-color:#bbb;break-inside:avoid}form,details,.button,footer{display:none}main{padding:0}}
`;
