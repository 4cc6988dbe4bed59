#include "runtime/world/adopt.h"

#include "runtime/code/assembler.h"
#include "runtime/routing/move.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

void adopt(Context* to, Context* from) {
  adopt_guests(to, from);
  to->heap->adopt(*from->heap, [&](Object* object) {
    if (object->owner() == from->id) object->set_owner(to->id);
  });
  to->tasklets.insert(to->tasklets.end(), from->tasklets.begin(), from->tasklets.end());
  to->assemblers.insert(to->assemblers.end(), from->assemblers.begin(), from->assemblers.end());
  from->tasklets.clear();
  from->assemblers.clear();
  from->current = from->main = from->finalizing = from->choosing = nullptr;
  from->error = from->policy = Value::nil();
  to->collect_soon = true;
  ++to->stats.adopted;
}

}  // namespace hd
