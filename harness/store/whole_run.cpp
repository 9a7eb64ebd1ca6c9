#include "harness/store/whole_run.hpp"

#include <vector>

#include "harness/runner/event/digest.hpp"

namespace karimen::harness::store {

std::string digest_of_results(Database& database, std::int64_t run) {
  std::vector<ScenarioDigest> scenarios;
  database.each(
      "SELECT iif(rounds = 1, name, name || '@' || attempt), result.digest FROM main.result AS result JOIN "
      "main.scenario AS scenario ON scenario.id = result.scenario JOIN main.run AS run ON run.id = "
      "result.run "
      "WHERE run.id = ? AND result.digest != ''",
      {run}, [&](const Row& row) { scenarios.emplace_back(row.text(0), row.text(1)); });
  const auto heading = database.text("SELECT heading FROM main.run WHERE id = ?", {run}).value_or("");
  return run_digest(heading, std::move(scenarios));
}

void set_whole(Database& database, std::int64_t run) {
  database.run("UPDATE main.run SET digest = ?, interrupted = 0 WHERE id = ?",
               {digest_of_results(database, run), run});
  database.run("UPDATE main.part SET complete = 1 WHERE run = ?", {run});
}

void close_run(Database& database, std::int64_t run) {
  Transaction transaction(database);
  set_whole(database, run);
  transaction.commit();
}

}  // namespace karimen::harness::store
