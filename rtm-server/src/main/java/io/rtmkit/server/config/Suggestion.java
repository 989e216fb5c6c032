package io.rtmkit.server.config;

import java.util.Collection;

/** Finds what a mistyped name was probably meant to be. Stateless. */
final class Suggestion {
  private Suggestion() {}

  /** Answers ", did you mean X?" or, when nothing is near, an empty text. */
  static String of(String word, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      // "port" for "listen.port": the section was forgotten.
      int distance = candidate.endsWith("." + word) ? 0 : distance(word, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? "" : ", did you mean " + best + "?";
  }

  /** Levenshtein distance: letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
