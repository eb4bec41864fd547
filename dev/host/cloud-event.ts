import type {Fields} from '../../functions/world.ts';

const project = 'local';

/** As Eventarc makes one of a Pub/Sub message (https://cloud.google.com/eventarc/docs/cloudevents#pubsub). */
export const cloudEvent = (name: string, topic: string, message: Fields, id: string) => {
	const time = new Date().toISOString();
	return {
		specversion: '1.0',
		id,
		source: `//pubsub.googleapis.com/projects/${project}/topics/${topic}`,
		type: 'google.cloud.pubsub.topic.v1.messagePublished',
		datacontenttype: 'application/json',
		time,
		data: {
			subscription: `projects/${project}/subscriptions/${name}.${topic}`,
			message: {
				data: Buffer.from(JSON.stringify(message)).toString('base64'),
				messageId: id,
				publishTime: time,
				attributes: {},
			},
		},
	};
};
