/**
 * Attributes: sets of keys and values with a revision, and those of users. Imports core.session,
 * rtm-protocol, slf4j, annotations and the records of config.
 */
package io.rtmkit.server.core.attribute;
