/**
 * The apps of this server: those of the configuration, and those that were made while it runs, with
 * the keys of their back ends; and where bans are kept. Imports config, token, core's clock, ports
 * and bans, and jackson.
 */
package io.rtmkit.server.app;
