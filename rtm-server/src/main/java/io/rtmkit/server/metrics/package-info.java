/**
 * What the server measures of itself, for Prometheus and for the console. Imports core, config,
 * micrometer, HdrHistogram, slf4j, rtm-protocol and java.*; imported by the wiring and the admin
 * port only.
 */
package io.rtmkit.server.metrics;
