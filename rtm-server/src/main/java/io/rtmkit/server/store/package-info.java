/**
 * The message stores, one package each, and what they share. Imports core.port, core.session and
 * config.
 */
package io.rtmkit.server.store;
