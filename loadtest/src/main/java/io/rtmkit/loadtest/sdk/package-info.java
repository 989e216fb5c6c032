/**
 * Messages through clients of the SDK, as a load. Imports scenario, rtm-client-sdk and what
 * scenario imports.
 */
@NullMarked
package io.rtmkit.loadtest.sdk;

import org.jspecify.annotations.NullMarked;
