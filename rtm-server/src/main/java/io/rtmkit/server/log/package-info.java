/** The log of the program. The only package that imports Logback; imports config beside it. */
package io.rtmkit.server.log;
