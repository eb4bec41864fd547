import {createTheme, type MantineColorsTuple} from '@mantine/core';

/** The values live in tokens.css: style tags made at run time would need a looser content security policy. */
const petrol: MantineColorsTuple = [
	'#e8f4f2',
	'#cfe7e3',
	'#a2d1cb',
	'#6fb8b0',
	'#3f9d95',
	'#1c8580',
	'#0b6b67',
	'#095a57',
	'#084a48',
	'#063a39',
];

/** No scroll lock: it would insert a style tag, and move the page by the width of its scroll bar. */
const overlay = {lockScroll: false, transitionProps: {duration: 120, transition: 'fade'}} as const;

export const theme = createTheme({
	primaryColor: 'petrol',
	colors: {petrol},
	respectReducedMotion: true,
	cursorType: 'pointer',
	components: {
		// A modal put together by hand is one, too: see the palette.
		ModalRoot: {defaultProps: overlay},
		Modal: {defaultProps: {...overlay, centered: true, padding: 'lg', radius: 'md'}},
		Button: {defaultProps: {size: 'sm'}},
		Popover: {defaultProps: {shadow: 'md', radius: 'md', transitionProps: {duration: 80}}},
		// The first entry takes the focus: N, Enter.
		Menu: {
			defaultProps: {shadow: 'md', radius: 'md', transitionProps: {duration: 80}, withInitialFocusPlaceholder: false},
		},
		Select: {
			defaultProps: {
				comboboxProps: {shadow: 'md', radius: 'md', transitionProps: {duration: 0}},
				checkIconPosition: 'right',
			},
		},
	},
});
