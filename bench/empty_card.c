/* The least that can stand for a card behind vpcd: it answers fixed bytes and computes nothing. What a card of ours
 * costs is measured against it, behind the same pcscd.
 *
 *   empty_card PORT SIZE [ordinary]
 *
 * SIZE: data bytes of every answer, before 9000. "ordinary": plain send and recv without socket options, as most
 * emulators have them. Ends when vpcd closes the connection. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int ordinary;

static int read_all(int socket, uint8_t *into, size_t size) {
  for (size_t have = 0; have < size;) {
    const int on = 1;
    if (!ordinary) setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    const ssize_t count = recv(socket, into + have, size - have, 0);
    if (count <= 0) return 0;
    have += (size_t)count;
  }
  return 1;
}

static int answer(int socket, const uint8_t *body, size_t size) {
  static uint8_t frame[65537];
  frame[0] = (uint8_t)(size >> 8);
  frame[1] = (uint8_t)size;
  memcpy(frame + 2, body, size);
  return send(socket, frame, size + 2, MSG_NOSIGNAL) == (ssize_t)(size + 2);
}

int main(int count, char **arguments) {
  if (count < 3) {
    fputs("usage: empty_card PORT SIZE [ordinary]\n", stderr);
    return 2;
  }
  ordinary = count > 3 && strcmp(arguments[3], "ordinary") == 0;
  static const uint8_t atr[] = {0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14};
  static uint8_t response[65535], command[65535];
  size_t size = (size_t)strtoul(arguments[2], NULL, 0);
  if (size > sizeof response - 2) size = sizeof response - 2;
  memset(response, 0x5A, size);
  response[size] = 0x90;
  response[size + 1] = 0x00;

  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)strtoul(arguments[1], NULL, 0)),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const int link = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (link < 0 || connect(link, (struct sockaddr *)&address, sizeof address) != 0) {
    perror("empty_card");
    return 6;
  }
  if (!ordinary) setsockopt(link, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  for (uint8_t length[2]; read_all(link, length, 2);) {
    const size_t wanted = (size_t)(length[0] << 8 | length[1]);
    if (wanted == 0 || !read_all(link, command, wanted)) break;
    if (wanted == 1 && command[0] != 4) continue; /* power off, power on, reset: not answered */
    if (!(wanted == 1 ? answer(link, atr, sizeof atr) : answer(link, response, size + 2))) break;
  }
  close(link);
  return 0;
}
