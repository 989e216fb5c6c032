/**
 * The protocol in and out: one table of request kinds, one file per family of requests. Imports
 * core, token, config and rtm-protocol; knows nothing of the network.
 */
package io.rtmkit.server.handler;
