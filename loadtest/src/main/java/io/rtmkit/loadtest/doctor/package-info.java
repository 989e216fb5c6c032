/** What of this machine spoils figures. Imports process, java.*, Netty and picocli. */
@NullMarked
package io.rtmkit.loadtest.doctor;

import org.jspecify.annotations.NullMarked;
