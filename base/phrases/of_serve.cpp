// Of `karimen serve`: its door, its requests, its readers.
#include "base/phrases/phrasebook.hpp"

namespace karimen {
namespace {

constexpr Bilingual pairs[] = {
    {"'{}' cannot be started: {}", "「{}」を始められない：{}"},
    {"what stands after -- is the command of a test suite", "--の後にはテストスイートのコマンドを書く"},
    {"the token file '{}' cannot be used: it holds no token",
     "トークンのファイル「{}」は使えない。トークンがない"},
    {"the token file '{}' cannot be used: it cannot be written",
     "トークンのファイル「{}」は使えない。書き込めない"},
    {"the token file '{}' cannot be used: {}", "トークンのファイル「{}」は使えない：{}"},
    {"--token-file takes a file that holds 16 to 256 characters, or none yet",
     "--token-fileには16文字以上256文字以下のトークンのファイルか、まだないファイルを指定する"},
    {"it holds no token", "トークンがない"},
    {"it cannot be written", "書き込めない"},
    {"cannot listen on {}: {}", "{}で待ち受けられない：{}"},
    {"--listen takes unix:PATH or 127.0.0.1:PORT, not '{}'",
     "--listenにはunix:PATHか127.0.0.1:PORTを指定する。「{}」は使えない"},
    {"other machines are not served: an SSH tunnel reaches this one",
     "別のマシンには応じない。SSHのトンネルならこのマシンに届く"},
    {"another karimen serve has it: take another path", "別のkarimen serveが使っている。別のパスを指定する"},
    {"take a path in a folder of yours", "自分のフォルダーの中のパスを指定する"},
    {"127.0.0.1:0 takes a port that is free", "127.0.0.1:0なら空いているポートになる"},
    {"Host is not this service", "Hostがこのサービスではない"},
    {"send Host: {}", "Host: {}を送る"},
    {"Origin is another site", "Originが別のサイト"},
    {"web pages are not served", "ウェブページには応じない"},
    {"the token is missing or wrong", "トークンがないか、違う"},
    {"send Authorization: Bearer with the token that karimen serve printed",
     "karimen serveが表示したトークンをAuthorization: Bearerで送る"},
    {"the system gives no random bytes for a token", "システムがトークン用の乱数を返さない"},
    {"--token-file takes a file that has one", "--token-fileにトークンのファイルを指定する"},
    {"the HTTP service does not start", "HTTPサービスが始まらない"},
    {"the library of the HTTP service cannot be loaded: {}", "HTTPサービスのライブラリを読み込めない: {}"},
    {"raise the limits of open files and threads (ulimit)",
     "開けるファイルとスレッドの上限（ulimit）を上げる"},
    {"there is no such path", "そのようなパスはない"},
    {"GET / lists them, docs/schema/serve.yaml describes them", "GET /で一覧、説明はdocs/schema/serve.yaml"},
    {"this path takes another method", "このパスは別のメソッドを取る"},
    {"the body has more than {} bytes", "本文が{}バイトを超えている"},
    {"a larger card can be read from a file: card takes its name",
     "大きいカードはファイルから読める。cardにファイル名を指定する"},
    {"the body is a JSON object", "本文はJSONのオブジェクト"},
    {"docs/schema/serve.yaml has the members", "メンバーはdocs/schema/serve.yamlにある"},
    {"{} is neither true nor false", "{}はtrueでもfalseでもない"},
    {"neither true nor false", "trueでもfalseでもない"},
    {"no whole number", "整数ではない"},
    {"one of card, card_file and saved says whose card it is",
     "だれのカードかは、card、card_file、savedのうち一つで指定する"},
    {"the query has no such member", "クエリーにそのようなメンバーはない"},
    {"not a number of seconds from 1 to 86400", "1以上86400以下の秒数ではない"},
    {"nobody has such a reader", "そのようなリーダーはだれも使っていない"},
    {"POST /readers gives one", "POST /readersで受け取る"},
    {"a browser asks no Unix socket", "ブラウザーはUnixソケットに接続できない"},
    {"there are more cards than readers", "カードの数がリーダーより多い"},
    {"--readers N, up to 16", "--readers N（16まで）"},
    {"there is no folder '{}'", "フォルダー '{}' がない"},
    {"--keep takes a folder for cards and recordings", "--keep はカードと記録を置くフォルダー"},
    {"the reader or its service broke", "リーダーかそのサービスが壊れた"},
    {"no scenario is open", "シナリオは開かれていない"},
    {"there is no scenario '{}'", "シナリオ '{}' はない"},
    {"no scenario is in '{}'", "'{}' にシナリオはない"},
    {"all {} readers are taken", "{}台のリーダーはすべて使用中"},
    {"give one back with DELETE, or start karimen serve --readers N",
     "DELETEで返すか、karimen serve --readers Nで始める"},
    {"'{}' is a word of the terminal", "「{}」は端末のコマンド"},
    {"GET /words lists those that can be said here", "ここで使えるコマンドはGET /wordsで一覧"},
    {"'{}' changes no card before it is put in", "「{}」では入れる前のカードを変えられない"},
    {"say it afterwards", "入れた後で使う"},
    {"'{}' is no status word", "「{}」はSWではない"},
    {"a bug of ours: {}", "このプログラムの不具合：{}"},
};

}  // namespace

std::span<const Bilingual> phrases_of_serve() {
  return pairs;
}

}  // namespace karimen
