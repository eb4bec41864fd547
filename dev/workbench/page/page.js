/** What the parts of the page are made with: its elements, its questions, its dates. */

/** The element of this id. */
export const $ = (id) => document.getElementById(id);

/** An element with properties and children; texts become text nodes. */
export const make = (tag, properties = {}, ...children) => {
	const element = Object.assign(document.createElement(tag), properties);
	element.append(...children);
	return element;
};

export const ask = async (path, method = 'GET', body = undefined) => {
	const response = await fetch(path, {
		method,
		...(body === undefined ? {} : {body: JSON.stringify(body), headers: {'content-type': 'application/json'}}),
	});
	const answer = response.status === 204 ? null : await response.json();
	if (!response.ok) throw new Error(answer?.detail ?? answer?.title ?? `HTTP ${response.status}`);
	return answer;
};

const dateTime = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC'});
export const shown = (instant) => `${dateTime.format(new Date(instant))} UTC`;
