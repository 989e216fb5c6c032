/** The code that docs/sdk-guide.md shows; {@code GuideIT} runs it against a server. */
package guide;
