/** Many users whose messages wait for them. Imports process, rtm-protocol, Netty and picocli. */
@NullMarked
package io.rtmkit.loadtest.offline;

import org.jspecify.annotations.NullMarked;
