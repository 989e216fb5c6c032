// Topics over the package ws: text "sub TOPIC" subscribes, a binary message is one byte with the
// length of the topic, the topic, and the payload for its subscribers.
'use strict';
const { WebSocketServer } = require(process.argv[3]);

const topics = new Map();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  backlog: 4096,
  perMessageDeflate: false,
});

server.on('connection', (client) => {
  const mine = [];
  client.on('error', () => client.terminate());
  client.on('message', (data, isBinary) => {
    if (isBinary) {
      const end = 1 + data[0];
      const subscribers = topics.get(data.toString('latin1', 1, end));
      const payload = data.subarray(end);
      if (subscribers) {
        for (const subscriber of subscribers) {
          subscriber.send(payload);
        }
      }
    } else {
      const topic = data.toString('latin1').substring('sub '.length);
      if (!topics.has(topic)) {
        topics.set(topic, new Set());
      }
      topics.get(topic).add(client);
      mine.push(topic);
      client.send('ok');
    }
  });
  client.on('close', () => mine.forEach((topic) => topics.get(topic).delete(client)));
});
server.on('listening', () => console.log('ws is ready'));
