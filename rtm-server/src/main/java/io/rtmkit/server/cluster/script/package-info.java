/**
 * The steps in which servers of a cluster change what they share in Redis: each is one script, in
 * one slot, that may be repeated. Imports redis, core.port, core.session, core.attribute,
 * core.channel, rtm-protocol and the records of config.
 */
package io.rtmkit.server.cluster.script;
