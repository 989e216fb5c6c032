/**
 * The checker: what every client of a run did and saw, and whether the promises of the server held.
 * Imports java.* only.
 */
package io.rtmkit.loadtest.check;
