/**
 * What client and server agree on beside the schema: framing, ids, limits. Imports java.* and
 * protobuf only, and runs on Android (API level 21).
 */
package io.rtmkit.protocol;
