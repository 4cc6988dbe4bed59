// A list of values in transit between contexts: strings as bytes, objects by reference, exported by the sender.
#pragma once
#include <string>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct Parcel {
  struct Item {
    Value value;
    std::string text;  // when the value is a string
    bool is_text;
  };
  std::vector<Item> items;
};

/// Called by the thread acting for `cx`, which sends the values.
Parcel* make_parcel(Context* cx, const Value* values, std::int64_t n);
/// Faults unless the list is whole.
Parcel* make_parcel(Context* cx, const ValueList* list);
/// Called by the thread acting for `cx`, which receives the values.
ValueList* open_parcel(Context* cx, const Parcel& parcel);

}  // namespace hd
