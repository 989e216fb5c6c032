/** Runs what docs/sdk-guide.md shows against a server in this JVM. */
package guide;
