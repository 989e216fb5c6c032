/**
 * The admin port: REST API, metrics and console over HTTP. Imports Undertow, the JSON schema
 * validator, jackson, and any package of the server but cli, transport and store; nothing but the
 * wiring imports it.
 */
package io.rtmkit.server.admin;
