/** The Pulumi program: `pulumi up` makes an installation what the tables say. */
import {Config} from '@pulumi/pulumi';
import {declareCloud} from './cloud.ts';

const config = new Config();
const encryption = config.require('smtpEncryption');
if (encryption !== 'tls' && encryption !== 'starttls') throw new Error('smtpEncryption is tls or starttls');

export const {services} = declareCloud({
	project: new Config('gcp').require('project'),
	projectNumber: config.require('projectNumber'),
	publicUrl: config.require('publicUrl'),
	image: config.require('image'),
	smtp: {host: config.require('smtpHost'), port: config.requireNumber('smtpPort'), encryption},
	mailFrom: config.require('mailFrom'),
});
