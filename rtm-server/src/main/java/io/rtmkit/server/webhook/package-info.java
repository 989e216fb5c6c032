/**
 * Events for the operator's own services: kept in files until they are delivered, and a question
 * before a message is sent. Imports core, rtm-protocol, the records of config, Jackson, slf4j and
 * java.net.http.
 */
package io.rtmkit.server.webhook;
