/** What the documents show is tried, and where they point is something. */
package io.rtmkit.documents;
