package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps and lists of an application, whose values are trees once they are asked for. */
final class TreeView {

  private TreeView() {}

  static final class OfList extends AbstractList<@Nullable Object> {
    private final List<?> list;

    OfList(List<?> list) {
      this.list = list;
    }

    @Override
    public @Nullable Object get(int index) {
      return RecordTree.of(list.get(index));
    }

    @Override
    public int size() {
      return list.size();
    }
  }

  static final class OfMap extends AbstractMap<String, @Nullable Object> {
    private final Map<?, ?> map;

    OfMap(Map<?, ?> map) {
      this.map = map;
    }

    @Override
    public @Nullable Object get(Object key) {
      try {
        return RecordTree.of(map.get(key));
      } catch (ClassCastException | NullPointerException otherKeys) {
        return null;
      }
    }

    @Override
    public boolean containsKey(Object key) {
      try {
        return map.containsKey(key);
      } catch (ClassCastException | NullPointerException otherKeys) {
        return false;
      }
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entries.size() == RecordTree.MAX_ENTRIES) {
          break;
        }
        entries.put(String.valueOf(entry.getKey()), RecordTree.of(entry.getValue()));
      }
      return entries.entrySet();
    }

    @Override
    public int size() {
      return map.size();
    }
  }
}
