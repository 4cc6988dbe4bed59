#include "runtime/world/adopt.h"

#include "runtime/code/assembler.h"
#include "runtime/code/frames.h"
#include "runtime/routing/move.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

void adopt(Context* to, Context* from) {
  adopt_wards(to, from);
  forget_free_frames(from);
  to->heap->adopt(*from->heap, [&](Object* object) {
    if (object->owner() == from->id) object->set_owner(to->id);
  });
  to->schedule.tasklets.insert(to->schedule.tasklets.end(), from->schedule.tasklets.begin(),
                               from->schedule.tasklets.end());
  to->assembly.unfinished.insert(to->assembly.unfinished.end(), from->assembly.unfinished.begin(),
                                 from->assembly.unfinished.end());
  from->schedule.tasklets.clear();
  from->assembly.unfinished.clear();
  from->current = from->main = from->memory.finalizing = from->schedule.choosing = nullptr;
  from->error = from->schedule.policy = Value::nil();
  to->memory.collect_soon = true;
  ++to->stats.adopted;
}

}  // namespace hd
