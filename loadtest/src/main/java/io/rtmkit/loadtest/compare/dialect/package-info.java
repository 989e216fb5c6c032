/**
 * The protocols of the peers, as far as the comparison speaks them. Imports Netty and rtm-protocol.
 */
@NullMarked
package io.rtmkit.loadtest.compare.dialect;

import org.jspecify.annotations.NullMarked;
