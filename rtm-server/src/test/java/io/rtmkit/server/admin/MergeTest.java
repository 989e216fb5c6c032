package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One answer of those of several servers. */
class MergeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode merge(Merge merge, String query, String... bodies) throws IOException {
    List<ObjectNode> parsed = new ArrayList<>();
    for (String body : bodies) {
      parsed.add(parse(body));
    }
    ApiRequest request =
        new ApiRequest(new Caller.Operator(), Map.of(), parse(query), Json.object());
    return merge.merge(parsed, request);
  }

  private static ObjectNode parse(String text) throws IOException {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void piecesOfSortedListsStaySortedAndAsLongAsWanted() throws IOException {
    Merge pages = Merge.pages("users");
    assertThat(
            merge(
                pages,
                "{'limit':3}",
                "{'users':[{'id':'b'},{'id':'d'}],'more':false}",
                "{'users':[{'id':'a'},{'id':'b'},{'id':'c'}],'more':false}"))
        .isEqualTo(parse("{'users':[{'id':'a'},{'id':'b'},{'id':'c'}],'more':true}"));
    assertThat(merge(pages, "{}", "{'users':[],'more':false}", "{'users':[{'id':'a'}]}"))
        .isEqualTo(parse("{'users':[{'id':'a'}],'more':false}"));
    assertThat(
            merge(pages, "{'limit':1}", "{'users':[{'id':'a'}],'more':true}", "{'users':[]}")
                .path("more")
                .asBoolean())
        .isTrue();
  }

  @Test
  void whatTwoServersKnowComesOnce() throws IOException {
    assertThat(
            merge(
                Merge.lists("all", "a", "b"),
                "{}",
                "{'all':[{'a':'1','b':'2','c':3},{'a':'12','b':''}]}",
                "{'all':[{'a':'1','b':'2','c':4},{'a':'1','b':'22'}]}"))
        .isEqualTo(parse("{'all':[{'a':'1','b':'2','c':3},{'a':'12','b':''},{'a':'1','b':'22'}]}"));
  }

  @Test
  void numbersAreAddedAndEventsSorted() throws IOException {
    assertThat(merge(Merge.sum("n"), "{}", "{'n':2}", "{}", "{'n':40}")).hasToString("{\"n\":42}");
    assertThat(
            merge(
                Merge.byTime("events", "ms"),
                "{}",
                "{'result':'success','events':[{'ms':1},{'ms':3}]}",
                "{'result':'success','events':[{'ms':2}]}"))
        .isEqualTo(parse("{'result':'success','events':[{'ms':1},{'ms':2},{'ms':3}]}"));
  }
}
