// Wards: objects that lie in one heap while another heap traces their state.
#include "gc/heap.h"

namespace hd {

void Heap::set_away(Object* object, bool away) {
  Special& how = special(object);
  how.away = away;
  if (!how.any()) forget_special(object);
}

void Heap::remove_ward(Object* object) {
  wards_.erase(object);
  special_.erase(object);
}

void Heap::forget_dead_wards() {
  std::vector<Object*> dead;
  for (Object* guest : wards_)
    if (!is_marked(guest)) dead.push_back(guest);
  for (Object* guest : dead) remove_ward(guest);
}

}  // namespace hd
