/**
 * The uni-app module AR-RtmModule on Android: takes calls from JavaScript to the client SDK and
 * events back. Imports the SDK, and of the host only what rtm-uniapp-host-api lists.
 */
package io.rtmkit.uniapp;
