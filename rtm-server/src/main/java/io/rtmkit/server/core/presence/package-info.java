/**
 * Who sees whom online: queries, and watchers who are told of changes. Imports core.session,
 * rtm-protocol, slf4j and annotations.
 */
package io.rtmkit.server.core.presence;
