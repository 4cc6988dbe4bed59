#include "runtime/routing/parcel.h"

#include "runtime/routing/export.h"
#include "runtime/value/object.h"

namespace hd {

Parcel* make_parcel(Context* cx, const Value* values, std::int64_t n) {
  auto* parcel = new Parcel;
  for (std::int64_t i = 0; i < n; ++i) {
    const Value v = values[i];
    if (v.is_class(class_str)) {
      parcel->items.push_back({Value::nil(), std::string(view(v.as<Str>())), true});
    } else {
      export_value(cx, v);
      parcel->items.push_back({v, "", false});
    }
  }
  return parcel;
}

Parcel* make_parcel(Context* cx, const ValueList* list) {
  const auto values = elements(cx, list);
  return make_parcel(cx, values.data(), std::ssize(values));
}

ValueList* open_parcel(Context* cx, const Parcel& parcel) {
  std::vector<Value> values;
  for (const auto& item : parcel.items)
    values.push_back(item.is_text ? Value::object(new_str(cx, item.text.data(), item.text.size())) : item.value);
  return new_value_list(cx, values.data(), static_cast<std::int64_t>(values.size()));
}

}  // namespace hd
