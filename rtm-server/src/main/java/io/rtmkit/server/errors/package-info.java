/**
 * What error codes and close codes mean, for documents and for the console. A leaf: imports java.*,
 * Jackson and rtm-protocol only.
 */
package io.rtmkit.server.errors;
