/**
 * The public API: clients, channels, messages and their listeners, named as in the RTM 1.x SDKs.
 * Imports java.*, jspecify and, to create a client, io.rtmkit.client.internal.
 */
package io.rtmkit.client;
