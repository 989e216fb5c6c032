/**
 * What is looked at before and beside a running server: is this machine fit for this configuration?
 * Imports config, and of the transport and the stores the questions that they answer.
 */
package io.rtmkit.server.check;
