/**
 * The apps of this server: those of the configuration, and those that were made while it runs, with
 * the keys of their back ends. Imports config, token, core's clock and jackson.
 */
package io.rtmkit.server.app;
