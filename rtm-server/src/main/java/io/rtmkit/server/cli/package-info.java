/**
 * The command line. Imports picocli, rtm-protocol and any package of the server; nothing but the
 * entry of the program imports it.
 */
package io.rtmkit.server.cli;
