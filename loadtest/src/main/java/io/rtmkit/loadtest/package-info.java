/** The load tester: its entry and its command line. Imports picocli and the packages below. */
package io.rtmkit.loadtest;
