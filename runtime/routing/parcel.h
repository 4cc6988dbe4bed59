// A list of values on its way between contexts: strings by their bytes, objects by reference, exported by the sender.
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

/// Acting for `cx`, whose values these are.
Parcel* make_parcel(Context* cx, const Value* values, std::int64_t n);
/// Faults unless the list is whole.
Parcel* make_parcel(Context* cx, const ValueList* list);
/// Acting for `cx`, which gets the values.
ValueList* open_parcel(Context* cx, const Parcel& parcel);

}  // namespace hd
