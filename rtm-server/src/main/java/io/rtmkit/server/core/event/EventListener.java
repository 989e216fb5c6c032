package io.rtmkit.server.core.event;

/**
 * Hears of events. Called on any thread, under monitors of the domain, one call at a time for the
 * events of one channel, invitation or user's session, in their order. Must be quick, must not wait
 * for anything but its own memory or file, and must not call back into the domain. Whoever asked
 * for what happened gets the answer afterwards: what a listener keeps before it returns, is kept
 * before anybody can know of it.
 */
@FunctionalInterface
public interface EventListener {
  void on(Event event);
}
