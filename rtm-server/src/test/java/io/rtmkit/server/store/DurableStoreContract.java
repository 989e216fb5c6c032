package io.rtmkit.server.store;

/** What every durable message store does. One thread runs a test. */
public abstract class DurableStoreContract extends MessageStoreContract
    implements DurabilityContract {}
