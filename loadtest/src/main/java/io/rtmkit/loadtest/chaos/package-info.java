/**
 * The command {@code chaos}: clients talk while the server, or its store, is killed again and
 * again; then the checker says what became of every message. Imports picocli, the client SDK and
 * the checker.
 */
package io.rtmkit.loadtest.chaos;
