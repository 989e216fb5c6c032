/**
 * The client behind the public API. {@link io.rtmkit.client.internal.SdkClient} takes calls on any
 * thread, {@link io.rtmkit.client.internal.ClientLoop} runs everything that has state, {@link
 * io.rtmkit.client.internal.Callbacks} tells the application. Imports java.*, the public API, the
 * transport below it, io.rtmkit.protocol, protobuf and annotations.
 */
package io.rtmkit.client.internal;
