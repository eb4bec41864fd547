/** The workbench page: asks its own JSON API and shows what it says. No framework, no HTML from strings. */

import {$, ask, make, shown} from './page.js';
import {readRuns} from './runs.js';

// Clock

let clock = null;

const tellTime = () => {
	if (clock === null) return;
	const ms = clock.at + (performance.now() - clock.seenAt);
	$('now').textContent = shown(ms);
	const days = Math.round((ms - Date.now()) / 86_400_000);
	$('ahead').textContent =
		days === 0
			? 'In step with this machine.'
			: `${Math.abs(days)} days ${days > 0 ? 'ahead of' : 'behind'} this machine.`;
};

const readClock = async () => {
	const {now, nextDue} = await ask('/api/clock');
	clock = {at: Date.parse(now), seenAt: performance.now()};
	$('due').textContent = nextDue === null ? 'nothing is waiting' : shown(nextDue);
	$('to-due').disabled = nextDue === null || walking;
	$('to-due').dataset.to = nextDue ?? '';
	if ($('to').value === '') $('to').value = new Date(clock.at + 86_400_000).toISOString().slice(0, 19);
	tellTime();
};

let walking = false;

const walk = async (move) => {
	if (walking) return;
	walking = true;
	for (const button of $('move').querySelectorAll('button')) button.disabled = true;
	$('walk').textContent = 'Walking …';
	try {
		const {instants, stuck} = await ask('/api/clock', 'POST', move);
		const waits =
			stuck.length === 0
				? ''
				: ` ${stuck.length} did not move: ${stuck
						.slice(0, 3)
						.map((path) => path.split('/').at(-1))
						.join(', ')}`;
		$('walk').textContent = `Done. Stopped ${instants} times.${waits}`;
	} catch (error) {
		$('walk').textContent = error.message;
	}
	walking = false;
	for (const button of $('move').querySelectorAll('button')) button.disabled = false;
	await refresh();
};

$('move').addEventListener('click', ({target}) => {
	if (target.dataset?.advance) walk({advance: target.dataset.advance});
	if (target.id === 'to-due' && target.dataset.to) walk({to: target.dataset.to});
});
$('move').addEventListener('submit', (event) => {
	event.preventDefault();
	walk({to: `${$('to').value.length === 16 ? `${$('to').value}:00` : $('to').value}Z`});
});

// What happened

let lastSeen = 0;

/** Answers whether anything happened. */
const readStrip = async () => {
	const {data} = await ask(`/api/happenings?since=${lastSeen}`);
	if (data.length === 0) return false;
	lastSeen = data[0].number;
	$('strip-empty').hidden = true;
	const rows = data
		.slice(0, 200)
		.map(({at, what, outcome, ms, detail}) =>
			make(
				'li',
				{className: outcome === 'done' ? '' : 'failed'},
				make('time', {dateTime: at}, shown(at)),
				make('span', {}, outcome === 'done' ? what : `${what}: ${outcome}${detail === null ? '' : `, ${detail}`}`),
				make('span', {className: 'ms'}, `${Math.round(ms)} ms`),
			),
		);
	$('strip').prepend(...rows);
	while ($('strip').children.length > 200) $('strip').lastChild.remove();
	return true;
};

// Mail

let newestMail = '';
let openMail = '';

const readMail = async (again = false) => {
	const {data} = await ask(`/api/mail?limit=200&to=${encodeURIComponent($('mail-to').value.trim())}`);
	const key = `${data.length} ${data[0]?.id ?? ''}`;
	if (key === newestMail && !again) return;
	newestMail = key;
	$('mail-count').textContent = data.length === 0 ? '' : data.length === 200 ? '(newest 200)' : `(${data.length})`;
	$('mails').replaceChildren(
		...(data.length === 0
			? [make('li', {className: 'empty'}, 'No mail yet.')]
			: data.map((mail) => make('li', {}, mailButton(mail)))),
	);
};

const mailButton = (mail) => {
	const button = make(
		'button',
		{type: 'button'},
		make('span', {className: 'subject'}, mail.subject || '(no subject)'),
		make('span', {className: 'meta'}, `${mail.to.join(', ')} · ${shown(mail.at)}`),
	);
	button.setAttribute('aria-current', String(mail.id === openMail));
	button.addEventListener('click', () => {
		openMail = mail.id;
		for (const other of $('mails').querySelectorAll('button'))
			other.setAttribute('aria-current', String(other === button));
		showMail(mail);
	});
	return button;
};

const showMail = (mail) => {
	const frame = make('iframe', {src: `/mail/${mail.id}`, title: 'The mail as its reader sees it'});
	frame.setAttribute('sandbox', 'allow-popups');
	const files = mail.attachments.map(({name, size, url}) =>
		make('a', {href: url, target: '_blank', rel: 'noopener'}, `${name} (${Math.max(1, Math.round(size / 1024))} kB)`),
	);
	$('letter').replaceChildren(
		make('h3', {}, mail.subject),
		make('p', {className: 'quiet'}, `From ${mail.from}, to ${[...mail.to, ...mail.cc].join(', ')}, ${shown(mail.at)}`),
		make('p', {className: 'files'}, ...files),
		frame,
		make('p', {}, ...linksOf(mail)),
	);
};

/** The frame may not open anything, so what the mail links to stands below it. */
const linksOf = ({text}) =>
	[...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])]
		.slice(0, 4)
		.flatMap((url) => [make('a', {href: url, target: '_blank', rel: 'noopener'}, url), ' ']);

$('mail-to').addEventListener('input', () => readMail(true).catch(lost));

// Functions

const readFunctions = async () => {
	const {data} = await ask('/api/functions');
	$('function-rows').replaceChildren(
		...data.map((entry) =>
			make(
				'tr',
				{},
				make('td', {}, make('strong', {}, entry.name)),
				make(
					'td',
					{},
					entry.kind === 'http' ? entry.paths.join(', ') : [entry.cron ?? [], entry.topics].flat().join(', '),
				),
				make('td', {className: 'quiet'}, entry.ports.join(', ')),
				make('td', {className: 'nowrap'}, `${entry.memoryMb} MiB`),
				make('td', {className: 'number'}, entry.scheduled ? runButton(entry.name) : ''),
			),
		),
	);
};

const runButton = (name) => {
	const button = make('button', {type: 'button'}, 'Run now');
	button.addEventListener('click', async () => {
		button.disabled = true;
		button.textContent = 'Running …';
		const said = await ask(`/api/functions/${name}/run`, 'POST').then(
			() => 'Done',
			(error) => error.message,
		);
		button.textContent = said;
		setTimeout(() => {
			button.textContent = 'Run now';
			button.disabled = false;
		}, 1500);
		refresh();
	});
	return button;
};

// Faults

let operations = {};

const readFaults = async () => {
	const answer = await ask('/api/faults');
	if ($('fault-port').options.length === 0) {
		operations = answer.operations;
		$('fault-port').append(...Object.keys(operations).map((port) => make('option', {value: port}, port)));
		listOperations();
	}
	$('fault-list').replaceChildren(
		...answer.data.map((fault) => {
			const remove = make('button', {type: 'button', ariaLabel: 'Take this fault away'}, '✕');
			remove.addEventListener('click', () => ask(`/api/faults/${fault.id}`, 'DELETE').then(readFaults, lost));
			const often = `${fault.everyNth > 1 ? ` every ${fault.everyNth}th call` : ''}${fault.left === null ? '' : `, ${fault.left} left`}`;
			return make('li', {}, `${fault.port}.${fault.operation}: ${fault.kind.replaceAll('_', ' ')}${often}`, remove);
		}),
	);
};

const listOperations = () =>
	$('fault-operation').replaceChildren(
		...(operations[$('fault-port').value] ?? []).map((name) => make('option', {value: name}, name)),
	);
$('fault-port').addEventListener('change', listOperations);

$('fault').addEventListener('submit', async (event) => {
	event.preventDefault();
	const given = Object.fromEntries([...new FormData($('fault'))].filter(([, value]) => value !== ''));
	for (const name of ['times', 'everyNth', 'delayMs']) if (given[name] !== undefined) given[name] = Number(given[name]);
	$('fault-said').textContent = await ask('/api/faults', 'POST', given).then(
		() => 'Added.',
		(error) => error.message,
	);
	readFaults().catch(lost);
});

$('plug').addEventListener('click', async () => {
	await ask('/api/plug', 'POST').catch(() => undefined);
	lost();
});

// Billing

let isPaused = false;

const waitsSince = (instant) => (instant === null ? 'nothing' : `since ${shown(instant)}`);

const readBilling = async () => {
	const {paused, reason, since, ages} = await ask('/api/billing');
	isPaused = paused;
	$('billing-state').textContent = paused
		? `Paused since ${shown(since)}${reason === null ? '' : `: ${reason}`}`
		: 'Runs and automatic charges go on.';
	$('billing-switch').textContent = paused ? 'Go on' : 'Pause billing';
	$('billing-switch').disabled = false;
	$('billing-due').textContent = waitsSince(ages.oldestDueAt);
	$('billing-pending').textContent = waitsSince(ages.oldestPendingAt);
	$('billing-parked').textContent = String(ages.parked);
};

$('billing-switch').addEventListener('click', async () => {
	$('billing-switch').disabled = true;
	await ask('/api/billing', 'POST', {paused: !isPaused, reason: isPaused ? null : 'By hand, at the workbench.'})
		.then(readBilling)
		.catch(lost);
});

/** Measuring asks the database hundreds of times: seldom. */
const watchBilling = async () => {
	if (!document.hidden) await readBilling().catch(lost);
	setTimeout(watchBilling, 30_000);
};

// Payments

const logColumns = [
	['At', ({at}) => shown(at)],
	['Call', ({method, path}) => `${method} ${path}`],
	['Status', ({status, replayed}) => (replayed ? `${status}, replayed` : String(status))],
	['Effect', ({effect, objectId}) => (effect === null ? '' : `${effect} ${objectId ?? ''}`)],
	['Amount', ({amount, currency}) => (amount === null ? '' : `${amount} ${(currency ?? '').toUpperCase()}`)],
];
const objectColumns = [
	['Id', ({object}) => object.id],
	['Account', ({account}) => account ?? 'platform'],
	['State', ({object}) => object.status ?? object.type ?? ''],
	[
		'Amount',
		({object}) => (object.amount === undefined ? '' : `${object.amount} ${(object.currency ?? '').toUpperCase()}`),
	],
	[
		'Object',
		({object}) => make('details', {}, make('summary', {}, 'Show'), make('pre', {}, JSON.stringify(object, null, 2))),
	],
];
const classOf = {Amount: 'number', At: 'nowrap', Id: 'nowrap', Status: 'nowrap'};
let show = 'log';
let shownPayments = '';

const readPayments = async (again = false) => {
	const {data} = await ask(show === 'log' ? '/api/payments/log' : `/api/payments/objects/${show}`);
	const rows = (show === 'log' ? [...data].reverse() : data).slice(0, 150);
	const key = `${show} ${data.length} ${JSON.stringify(rows[0] ?? null)}`;
	if (key === shownPayments && !again) return;
	shownPayments = key;
	const columns = show === 'log' ? logColumns : objectColumns;
	const head = columns.map(([title]) =>
		make('th', {scope: 'col', className: title === 'Amount' ? 'number' : ''}, title),
	);
	$('payment-head').replaceChildren(make('tr', {}, ...head));
	$('payment-rows').replaceChildren(
		...rows.map((row) =>
			make('tr', {}, ...columns.map(([title, cell]) => make('td', {className: classOf[title] ?? ''}, cell(row)))),
		),
	);
	$('payments-empty').hidden = rows.length > 0;
};

for (const tab of document.querySelectorAll('.tab')) {
	tab.addEventListener('click', () => {
		show = tab.dataset.show;
		for (const other of document.querySelectorAll('.tab')) other.setAttribute('aria-pressed', String(other === tab));
		readPayments(true).catch(lost);
	});
}

// All of it, again and again

const lost = () => {
	$('gone').hidden = false;
};

const refresh = async () => {
	try {
		const [happened] = await Promise.all([readStrip(), readClock(), readMail(), readFaults(), readPayments()]);
		if (happened) await readRuns();
		if (!$('gone').hidden) {
			// A platform that was started again counts its happenings from the beginning.
			lastSeen = 0;
			$('strip').replaceChildren();
		}
		$('gone').hidden = true;
	} catch {
		lost();
	}
};

const goOn = async () => {
	if (!document.hidden) await refresh();
	setTimeout(goOn, 2000);
};

setInterval(tellTime, 500);
readFunctions().catch(lost);
ask('/api/platform').then(({clientUrl}) => {
	$('client').href = clientUrl;
}, lost);
goOn();
readRuns().catch(lost);
watchBilling();
