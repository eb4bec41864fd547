import {
	createRootRouteWithContext,
	createRoute,
	createRouter,
	lazyRouteComponent,
	Outlet,
	redirect,
} from '@tanstack/react-router';
import type {Auth} from '../auth/auth.ts';
import {NotFound} from './not-found.tsx';
import {
	chosenText,
	type InvoiceSearch,
	invoiceTabs,
	oneOf,
	type SettingsSection,
	settingsSections,
} from './search-params.ts';

const root = createRootRouteWithContext<{auth: Auth}>()({component: Outlet, notFoundComponent: NotFound});

const signedIn = ({context, location}: {context: {auth: Auth}; location: {href: string}}): void => {
	if (context.auth.person() === null) throw redirect({to: '/sign-in', search: {to: location.href}});
};

const signIn = createRoute({
	getParentRoute: () => root,
	path: '/sign-in',
	validateSearch: (search): {to?: string | undefined} => ({to: chosenText(search.to)}),
	component: lazyRouteComponent(() => import('../screens/sign-in/sign-in.tsx'), 'SignIn'),
});
const door = createRoute({
	getParentRoute: () => root,
	path: '/',
	beforeLoad: signedIn,
	component: lazyRouteComponent(() => import('./door.tsx'), 'Door'),
});
const welcome = createRoute({
	getParentRoute: () => root,
	path: '/welcome',
	beforeLoad: signedIn,
	validateSearch: (search): {mode?: 'test' | undefined} => ({mode: oneOf(['test'], search.mode)}),
	component: lazyRouteComponent(() => import('../screens/onboarding/onboarding.tsx'), 'Onboarding'),
});

const invitation = createRoute({
	getParentRoute: () => root,
	path: '/invitations/$token',
	beforeLoad: signedIn,
	component: lazyRouteComponent(() => import('../screens/invitation/invitation.tsx'), 'Invitation'),
});

const account = createRoute({
	getParentRoute: () => root,
	path: '/$account',
	beforeLoad: signedIn,
	component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
});
const home = createRoute({
	getParentRoute: () => account,
	path: '/',
	component: lazyRouteComponent(() => import('../screens/home/home.tsx'), 'Home'),
});

const invoices = createRoute({
	getParentRoute: () => account,
	path: 'invoices',
	validateSearch: (search): InvoiceSearch => ({
		tab: oneOf(invoiceTabs, search.tab),
		q: chosenText(search.q),
		customer: chosenText(search.customer),
	}),
	component: lazyRouteComponent(() => import('../screens/invoices/invoice-list.tsx'), 'InvoiceList'),
});
const draft = createRoute({
	getParentRoute: () => invoices,
	path: 'draft/{-$invoice}',
	component: lazyRouteComponent(() => import('../screens/invoices/editor/editor.tsx'), 'Editor'),
});
const invoice = createRoute({
	getParentRoute: () => invoices,
	path: '$invoice',
	component: lazyRouteComponent(() => import('../screens/invoices/detail/invoice-detail.tsx'), 'InvoiceDetail'),
});
const recurring = createRoute({
	getParentRoute: () => account,
	path: 'recurring',
	component: lazyRouteComponent(() => import('../screens/recurring/template-list.tsx'), 'TemplateList'),
});
const templateDraft = createRoute({
	getParentRoute: () => recurring,
	path: 'edit/{-$template}',
	validateSearch: (search): {customer?: string | undefined} => ({customer: chosenText(search.customer)}),
	component: lazyRouteComponent(() => import('../screens/recurring/editor/template-editor.tsx'), 'TemplateEditor'),
});
const template = createRoute({
	getParentRoute: () => recurring,
	path: '$template',
	component: lazyRouteComponent(() => import('../screens/recurring/template-detail.tsx'), 'TemplateDetail'),
});
const raisePrices = createRoute({
	getParentRoute: () => recurring,
	path: 'prices',
	component: lazyRouteComponent(() => import('../screens/recurring/raise/raise-prices.tsx'), 'RaisePrices'),
});
const runs = createRoute({
	getParentRoute: () => account,
	path: 'recurring/runs',
	component: lazyRouteComponent(() => import('../screens/recurring/runs/run-list.tsx'), 'RunList'),
});
const run = createRoute({
	getParentRoute: () => runs,
	path: '$run',
	component: lazyRouteComponent(() => import('../screens/recurring/runs/run-detail.tsx'), 'RunDetail'),
});
const onHold = createRoute({
	getParentRoute: () => account,
	path: 'recurring/on-hold',
	component: lazyRouteComponent(() => import('../screens/recurring/hold/hold-list.tsx'), 'HoldList'),
});
const customers = createRoute({
	getParentRoute: () => account,
	path: 'customers',
	component: lazyRouteComponent(() => import('../screens/customers/customer-list.tsx'), 'CustomerList'),
});
const newCustomer = createRoute({
	getParentRoute: () => customers,
	path: 'new',
	component: lazyRouteComponent(() => import('../screens/customers/customer-form.tsx'), 'NewCustomer'),
});
const customer = createRoute({
	getParentRoute: () => customers,
	path: '$customer',
	component: lazyRouteComponent(() => import('../screens/customers/customer-detail.tsx'), 'CustomerDetail'),
});
const editCustomer = createRoute({
	getParentRoute: () => customers,
	path: '$customer/edit',
	component: lazyRouteComponent(() => import('../screens/customers/customer-form.tsx'), 'EditCustomer'),
});

const payments = createRoute({
	getParentRoute: () => account,
	path: 'payments',
	component: lazyRouteComponent(() => import('../screens/payments/payment-list.tsx'), 'PaymentList'),
});
const transfer = createRoute({
	getParentRoute: () => payments,
	path: 'new',
	validateSearch: (search): {customer?: string | undefined} => ({customer: chosenText(search.customer)}),
	component: lazyRouteComponent(() => import('../screens/payments/transfer.tsx'), 'Transfer'),
});
const payment = createRoute({
	getParentRoute: () => payments,
	path: '$payment',
	component: lazyRouteComponent(() => import('../screens/payments/payment-detail.tsx'), 'PaymentDetail'),
});

const settings = createRoute({
	getParentRoute: () => account,
	path: 'settings/{-$section}',
	params: {
		parse: ({section}): {section?: SettingsSection | undefined} => ({section: oneOf(settingsSections, section)}),
		stringify: ({section}) => ({section}),
	},
	component: lazyRouteComponent(() => import('../screens/settings/settings.tsx'), 'Settings'),
});

export const router = createRouter({
	routeTree: root.addChildren([
		signIn,
		door,
		welcome,
		invitation,
		account.addChildren([
			home,
			invoices.addChildren([draft, invoice]),
			recurring.addChildren([templateDraft, raisePrices, template]),
			runs.addChildren([run]),
			onHold,
			customers.addChildren([newCustomer, customer, editCustomer]),
			payments.addChildren([transfer, payment]),
			settings,
		]),
	]),
	context: {auth: nobody()},
	defaultPreload: 'intent',
	scrollRestoration: true,
	defaultNotFoundComponent: NotFound,
});

/** Stands in until `App` hands the real one over. */
function nobody(): Auth {
	const refuse = async () => undefined;
	return {
		person: () => null,
		subscribe: () => () => undefined,
		token: async () => null,
		signOut: refuse,
		ways: {kind: 'local', signIn: refuse},
	};
}

declare module '@tanstack/react-router' {
	interface Register {
		router: typeof router;
	}
}
