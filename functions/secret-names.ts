/** Names in Secret Manager, or of files in a folder. The webhook's may be two, parted by a blank, while it is rolled. */
export const secretNames = {
	stripeKey: 'stripe-key',
	stripeWebhook: 'stripe-webhook-secret',
	/** `user:password` of the mail provider; none where it asks for none. */
	smtpLogin: 'smtp-login',
} as const;
