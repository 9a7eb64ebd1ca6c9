// The portraits of fixtures/photographs as papers show them: written by fixtures/photographs/page.py.
import { inflated } from "./data.js";
import { h } from "./dom.js";

const WIDTH = 52;
const HEIGHT = 64;
const NAMES = [
  "photo-01",
  "photo-02",
  "photo-03",
  "photo-04",
  "photo-05",
  "photo-06",
  "photo-07",
  "photo-08",
  "photo-09",
  "photo-10",
];
// Two dots a byte, 16 shades, one portrait after the other.
const PACKED = [
  "eNrNm3uQFEWawLtPV9fzwpgaCF+4RlAN6rr8AV0zuqJ/3EqNCKhxi9ODCLchC1PDQy8UYXp4GYcK9PDYjVMEunuIUHl29cyeujrMdPYQe6sCM1VNxO",
  "0pujNdHRrhBhdIz/6/f7D3fZlZVZlV1a56691+AT1V9avvkVlZVZlfZk1OgjjO5LeS2rcj4K0W9liv0f81P5g626w7aK1WrzlsiwbsOHUKLj2nKFNf",
  "qE2KxEHNSz9RULbxXccD9TcoUKbW6gHyhcLlVsepecQBxz9xiTJQE4kz7gHlUYzPlzd8MtWRxDcG5kQgGANzIvlIJLeK5D9FcpNInhOJIhIJ0Br6i2",
  "RcJlJwVdu2R227D/7YckntMysUxbZXKFPX2BWZfNC9Bs8/YxhBYtsVm0uQTFyPvr54LEwuXnsZyGc3VEOk8gxaGh0I64BY5Ug/KH3fguQaklJDQhoS",
  "JnKNVr8lyaZSm/qDbqijJdlDO/aGSbWBMSG6SkPiOI1QQxIBnHG8OiSSmCD9kaRISsVoQkpmsdyIRFubII38TBRNM9LPpytb2nVd2x0GmqaDaNraME",
  "DSNi+IxlcCSYEA0faJVXQEDrS4pFW4auc0lzyOW2vplYT/jo22tFYk7bilDWDNI/mY7uo+metaoypaW7velkpprhLKBbanI2nTRSWmoqWQ6LqgNM62",
  "mTWXPCM39b++VCOOHVRBlkSA51VV05LJmf1B8EpSpZJoDYAPVU/ulsnipKuTVPtEcEzVfHKnpKKqnGhqQlRCL0nPkTbXA9Zi4TiKF/moGpDlLvltgn",
  "p2Jal5MTwPgWkCSWguUWU3sLOV+T+bhEhleYDQJ9pv1cSWg4sltTttC8l6LUmIdeBB0SBz86B6F5xRJgcfT1Iv+EuroZxQZ9nEsgkhB4AlMf4EDeGs",
  "qi23RwlKmTINdGbR0OAMckpVuvJWmRgPNlNrszCA99VEn/XupvSGdaB1R7pnwQGI817wYr+jqpZtwNGHCXk3Xyq9Q8h67Y6yXbbWAyHTavO/3G+kV5",
  "U/+9XgOgKthRZHVe3ybbWrLw8SMnj6rRcG15KVaIYRe8FI1gKLb5MPq0fzSLB2KNlPysP3k+LQIkJeJiIpj95jzCMkT7YbqyDEn6Nrq7xeTUCEYKtc",
  "ykM15MsSsWkVkBz7g4RQa0kkFhwpcLI+CaSMfraQMgKXmKrqkq383BL/45JE8gHbIoKc0pAQ8nwi+UM0NpYlZGgPHnkXLhBer1fU5EzUGcKnC9Y3eT",
  "WpzixDUd+HC9JHrWUyRWptsQZXAYJ6DxrVcnpBuQxBG7sP9q1TEMncshDCe3DgRxjbMLbqvMXKigLNK7GMlj1BG6UrpVPYDrbgJrTERHKmb+wVvLmo",
  "gfIrQNT7eKViYVS11XK3E8nEFgaGaSO+y6smMJ2kqPAgbfnLWMHIPBXvrLthzzxO75dEnuCFKVuv0hvu7kLONI+zJ4xYNFX9oVnIZinBGuDikdwB6m",
  "aLVAR6RybwPlBneKA8TAl96GKYy8p+udd7tzcUOiFe36GkQBaJZOdi/+5NGEUfnOwykp69ju41HhhOG8YqjZFEq9Gd3uJeq4NGt9G1kdVYG5zV3cWD",
  "G+5OdxtGuqcT2k5PF5zUbWxxVeC8dDpDBU8CKKpwQneMrj0Y3wkjTIw0+VuS0kHsH3SRYghs0Kk8lA8SDhCZEhjUPVkggWFdkHUlgewXyUNiFLokfn",
  "Mjx2WyICIwLh4wA0Df7JITQbLIDeFokMx3jQXd6DrXMdtDJBdZGr9EpRNhshC6f9AF9MjqkyIpeeThR53Kp0YU0ZGEdVavztBukZ3JrObERLLgsN8t",
  "rtpjO30CQ67as3SACX9s51yAnKbkH+tVWybOCTYoPV63fVLQ+QCuOoJdQyRPMmK6xBlgY4Bz+mZONnikwgkH5n6XFB3a4zrX5pLjLiGso3dugUsKD0",
  "vd/8oHbgCmaXhVQOHRnEf2y2SHB8zCPo/g6NE3Zpr/jL11HP8crkDl5ARiAvl4STb72lLQGRWBCWObCdrNB1KSyAh3hG4kYBb9kdOYTLhSNaQCShVO",
  "SmYIUVKxzLD0g1Y1Cpi0/Zf+jwiJADuVKdCLVlpD4GVFgTdQUlHuCICXmhUFXk0JRVFulMBxRaVEmw7oxwI4OQdAs8aJIlzt7QoYU5HMoZkXDxyBw0",
  "ozJRCCMl25ySX0ROqGEjhvN1dR8TxGtGbq6WauwvbYIGY63VZ2My8q7KnNjKgQi9I8nXpKNouE6yi95uT/Sv7o/YTk4q6ePZHgPVqQCMDTX9NC4Es3",
  "7fNYkLztpbgaqYSUPvdJIAgxL3ZaKoqYerq9gbGAOTn7JRI5k/VCZMwovwjVjBKuIAhgqrEiQgWqZgp0hTmacl4KDfvIQ4zM/ZVATrE31HaqYvZLFU",
  "o75FRprkwsso6USiVQmnJytykTuKPWEnMVKK2VCHbhjLkmOZ4yoG2el0gJrfF7Qyblz/dhFKevvRQkp99+AQM/f/WXQULO5KGTYQ4sLYX8lMBTHh8l",
  "IR1CiqXdURGg++KeRsTc1IiQbJDUa5b0BKtJ9SYiMZc9wTtk7BEYJLt6oQOMLyXp+lzGDiuOf54AMiCo1B1qK5PJYa9gpDYp5MTfcUfaqnrH+UmRXO",
  "CH4ef+SafueMZql/0x9T4hpY956pfcYfrMES9TzlLln7gqP6pjOp2l3FmG60E2VlH31jA/TpPkjNTY4ES9q+YlnlxSf5EOPEZ84iXFx1dBWfZG5dJ+",
  "n4PBTD6SZEG+Cak5VqYXSKZYC5D6UG8mC34ymd2BxOW5DF4Cs3Aok+mVwBgOFXLZrAkkkxcMTiDohaFZDklGSAMe8kiWDjQ8V6N0N4ukQDf3uCm7jE",
  "CoembAj4uGBsRkhntFFZFwJa6SMYGYlPQeooVyVWSSOex8V1JxKo0IgmoUsQ4YxuqokCZ24mjNGAjmqCvOoNGFZHUoez1mcNljSxpVe9Alq6towbc1",
  "wQ7D0NLYR7OmHjljdHPStRb7atwHnLPT0+kyym4eG/uz3Bi1ZuytUsIS3Z+6BNE6MQM4KJCu1WIW84AhipjVxP1ujwhZQwuHvj7Z65NRWedpgXR5R7",
  "tlchaMUWvsjDXBFOkY/efOp3gy9NzUpbZ9Zt7UNSRAXu7Nb7Dt/dnsygAZfQS8bbVn2eXhR2Rytu/iY/aNG7ZO3GAtChD7ixuqt519+uL1E+sCZOvY",
  "wOgjo49UnrGmBSJYYNsf5PsXYKovQD6Yn15g9519yLglGDVGZvfZo2vsEOHzP8SKJCZWTiQhDQmlX0GijloNyKFUqqc/dHlQlmQyO/Za39ANJmUbgc",
  "a2voo0yuBb5YbJ/UgyBketYiSh7+zvnOxMdRhGp/5EaBZhRzsSQ29fEkA7Uu3tSFKptvkCsqxjeqpdNxhp6xA0zuhA2pCswo7Fk35UoJDSKcGsWbvu",
  "3cLHYK9N73BJSnftnUmJpA2IvpCRzjbco6FBCJToRaz2M2263gaODJEsLMPVXdUuEhocHOm3y2faGGkTSVv7Qp7qwx6Xl1suW40yZOX/r9Scib2NXE",
  "RohSyTUM7OBSE07IFsrhGAno1IspI0UpGUstkGSqUgyTcwJoSXzTYwVwqTvGdswCpEmYOD0DeQmesmT/MqIitycpi9Vqt+veZ5ACPOBJ+sLhUEMoxu",
  "oJNIHyxjBSEEIHRml07JE7Of6bHQaAAV4f06zAgLjS0/sCu4AMEeZcExwpYf2JXPb68GSOVfmKHxgaCOg37cZ5hMEPVFEyhrf0OSD5Kcm3YifnkYyQ",
  "bXDBQ8MhIgWY8MMOJCixFsBX20m5Z3KqM07jGuU+Ah/B7v9+U8gKx7f5RpRzCb7XfdZN122CeGMCZcObyqPim4hDbEPn+ZwZjYQlCpIqpkTb9Z50ZE",
  "wNsb286xhlAQ2yi/SWhFl6R2XZKbpXgDFUIEh5C+OYHkcNjp7+alTUaYOYEUPWI2uIHBmXS/5YrExNQ/jjvJ0CaBrMOxLVWAfyvv8cGGFhyQ06Fvsf",
  "iaps13wQFNu5eYbFBcPJ7UNI1rbcBE19JiiQ6ki3Q5gtaCXcjHk3QbZywA7MD8WlJroRlylmu7hw6vh/iKAUb4zjIcer/Ed3SRtFKVhEjmsZ3EItN8",
  "NaFFEG2G+V3JThwHPxQBfs7GzjN2B8F2VUEwXQ0GdcSfa7tLJuIkumTvqDjxfnMjFUlJUlGbBU8vyjP8QniBuf/pa11wTAmQW13y5vQAuSNQMYJExy",
  "zGHQIKD+F4iKh3/yXyhhAV/8uDe9M9Pv+gGknuXGRbw3qkztZyGWdspysS0bvTfbQ7YxgPiTp3boVXQtnt5wyv4qTwJi65qOiYSyIjb4/gLLBIavE6",
  "ktPPvuATkxIYk1BTFyYEcpQt4IAj/e6cMr/exxixLNLHSTO/dCe5jk9UPplT8Mhul7gZ+cXcT9nkHSfvmr44i0fgTljOMPnUzJFZfKzAVQbvcskhtl",
  "YFCEPvLMwxkjNb2ODHJS9uZjqFnPkKfR9kYPxDVyYY3Bg8D09gcB/i+OcJrPCFhWwOsyP4pNyrCdKDT0yTdQFN83mBDOdyBY9k3/PBfSYeMN3ncZ9P",
  "NtMDLimYr7qgNdD/MguPc7Il1Mninu4rhEjuNQT3RnTMsrlT6fSmKJBlNfJXIpl0Jps9lO4JgV3pdC+QXeme3hBAgn8BFURTPpG0Mmk8F7cO4imer9",
  "yhtLdPSdp7t6VRBUPD4PCcXb2CE+aGEX6Wu8PJrrRvelcP2+71wkfBszLCWR7pgd1djYjztyRDmUwmEtA37j0jDUAUuuC26/uDubyV3r2wTyb/5d8l",
  "P5bJSuGek5KAH4v3qeTp1y0CuaeRMU0TAp+QgBjdBa2Rn1/DjZt+PqpAL2mt0EfjqFVMhkLXB5/tjDwplifDnnj0mdBalFa+sucaVXqSBEieK7WSnC",
  "k6IgQeBVsI2YgPEZFU4fx0ehkh8EjIlcwRmXApQldrQCIjb9EXU0WfCBL24iG12OVSgLAXDylnQ9ZoxzTPJlPChOz5KkKKxVIE6WVGI0iWdVAHpNph",
  "fWZaULEOHK/bDKQo1ag3/KczZEGyE/wP7SgRdyWAu4aYkAN0/gecSSuGWXCZDK2EESlfLizBK1acoDkugeXH/rUrBZY5V/20RWidt6BSFVLltlvYUt",
  "HxUt48i11xxiiq2hWZwGhuFGdS8g6cIxM6KMWBk8PGj741jwhLxOG3Gk2qjFQYQf8V1zdEU6lYB1Nd6XR3aimMQ4WBfLUyujGFJN2ZSuXkhHNHCkl3",
  "F+bFNld8MLGxw0il0lSnozN12DfW3ZmCQ0g24oXtdMeQ9nsdaIySbjjekXLXGZ/tTIGt1BJG0G7HMkY2MtJFSQeSVIoOiE+BvkfSSCDApTTJ1wEWeA",
  "DpND0OrrbZ9nF0bhidHgGBnyWgEiadaGLrn7+WXJmcbHCQLkAI4q9BJq+wSUgfwfYVpiGTK3Doz5Pwe8VV8jWuTP4Jr0C/aI1t/vFSisrWK8E1C5d3",
  "MJL69yD5kIPUksCSisspT355JVoFlOSFGRt9kjovKl0SQOpnotIfRPKkSI6JJCW4uSKBlLCY4E8yERxdlMnyBgFIIXwoE6msOPU7wddLyd991YZ+Om",
  "UhvKWTzZuc87KKns3pjvPGluz2fulTsPon2xznowEH1MZ/YEvkd84Xjznz09smpjlpWed3tc9uqP/gk20Xr60HyEcD4wPj25xHa9uchRWJjIOHN6oj",
  "G8Dbo7Yc29H0hoXOwCc3pedXK3JDcD7ZhyvjxjfDAydYBXT9G31CSX7464HNJEYQO0wmxeezXG/CF2bV2jcguP5txAl+54cE178dDhEhhOCnfHVh0r",
  "+BUvjrv3ojFVcp6oPBy/iysqPWMH1JCAwDGxASReq1L61oAjqNSbS1+mTtMinbZAQ3Zbn0Ii6zTqoz9wXAf+PyclwUpqrLfK16jQKXAJI1GElyVGPO",
  "JxZ7q7nZSutfMOJMslSNQGaeZq74ig2+Apzlkuh3nxNqmKg/w0UibtpHE8nM007tY1UiSX8ByWKJtHiffwz8QZXc+OTur/fNTiNCk9GVaiVEKna1Sn",
  "k1pDG6Ihab8rQd0nFGZzc1xWKxrRXZEpw3Ox6PoQTn9CrvxxU8Ho/dGiRoS0EY7wupMNLU9PeyzmyFkqZ4U1xWuhAHnbgCCOL7B5H8Bzigy8hAKXaN",
  "GPTsGF+ThiQmmBujljiLxR7xyfuxmABi1/nkdSXWpNDSxIAoV/tkBZC4wishpjT5JKZcNTvGCcbgzUSOxuLTyM45Skzh5AFvcr1JWQf96p1zYnGFkt",
  "u8ciqxdZh4NnfMgXqLx+I3uuQ3TXHzJBITGcTg1cKKmGK+Hp+SAvDTOMQSi7nkqdg1xBxMPW6adFHWdp/Mjn3PZMaovO7XXDx+o0msadjt/+jRMfN1",
  "pcktEARjmhdvGgfFz24H4he1KQZkYDlNZufNECnSzBX1I5ES9b/7m5Br2GK1TRGEFSYbJlcV6Wp0Rp4VSRMjBUr+ySdQhXvoengms30C1wquz3CvaZ",
  "7E6BShdpri98NR2p0wzRMxnzwVi9+Mfnp6sBLehNbjTis9FW+awqoH5V+h7bnk32B7t7ceGa7pVe6VeyuGCyPd9cEQz/e8Zg2N8Ptu0EeawKs3jQ7B",
  "xXb7pYld706TWUCaeN78CDSquL+sBM5zlWZjC+7zyFNw98auo+vU4bEQb+JLF+DPb6BBK9/HrN9+vLuuIWzezyJlDEG5DscySJpus/hyCEIghBgjry",
  "l+fVq4IARqIXYLJXDKlDJbI2HhDPr7QJpiTOK3WD4ho/ikiHH4ABix6Gw2vMSOzeFPKpDmh8uEE1Ie1HWwwu/6GfoCllsFnSFd12fH8LkCP3/Xoutr",
  "LfYxzxh+dTHPJTNwpmWP+HFJMo4xxJr5JyYoZ/i3EUl8tk3xPySxrFV8B79kbel0v7vICx+qsL6o+6VHW2lUl4jhEm3dfr0lmrT9D5MwfoA=",
].join("");

async function paint(canvas, place) {
  const dots = new Uint8Array(await inflated(PACKED).arrayBuffer());
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(WIDTH, HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; ++i) {
    const byte = dots[(place * WIDTH * HEIGHT + i) >> 1];
    image.data.fill((i % 2 ? byte & 15 : byte >> 4) * 17, 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
}

/** The portrait of that name; undefined where there is none. */
export function portrait(name) {
  const place = NAMES.indexOf(name);
  if (place < 0) return undefined;
  const canvas = h("canvas", { width: WIDTH, height: HEIGHT, role: "img", "aria-label": name });
  paint(canvas, place);
  return canvas;
}
