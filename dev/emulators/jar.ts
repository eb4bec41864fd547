/** A jar that holds a manifest and nothing else: it makes another jar runnable by `java -jar`. */
import {mkdir, rename, writeFile} from 'node:fs/promises';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {crc32} from 'node:zlib';

/** Writes it once per jar into the folder for temporary files, and answers where it lies. */
export const runnableJar = async (jar: string, mainClass: string): Promise<string> => {
	const manifest = ['Manifest-Version: 1.0', `Main-Class: ${mainClass}`, `Class-Path: ${pathToFileURL(jar)}`];
	const bytes = zipOf('META-INF/MANIFEST.MF', `${manifest.map(folded).join('')}\r\n`);
	const folder = path.join(tmpdir(), `invoice-meister-${userInfo().uid}`);
	const file = path.join(folder, `firestore-emulator-${crc32(bytes).toString(16)}.jar`);
	await mkdir(folder, {recursive: true, mode: 0o700});
	await writeFile(`${file}.${process.pid}`, bytes);
	await rename(`${file}.${process.pid}`, file);
	return file;
};

/** Lines of a manifest hold at most 72 bytes; the rest goes on after a space. */
const folded = (line: string): string => `${line.match(/^.{1,70}|.{1,69}/g)?.join('\r\n ')}\r\n`;

/** One stored entry: local header, content, central directory, its end. Offsets as in APPNOTE.TXT 4.3. */
const zipOf = (name: string, text: string): Buffer => {
	const content = Buffer.from(text);
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(20, 0);
	fields.writeUInt16LE(0x21, 8);
	fields.writeUInt32LE(crc32(content), 10);
	fields.writeUInt32LE(content.length, 14);
	fields.writeUInt32LE(content.length, 18);
	fields.writeUInt16LE(name.length, 22);
	const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
	const made = Buffer.from('PK\x01\x02\x14\x00');
	const central = Buffer.concat([made, fields, Buffer.alloc(14), Buffer.from(name)]);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(local.length, 16);
	return Buffer.concat([local, central, end]);
};
