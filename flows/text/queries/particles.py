"""Korean particles: what may follow a name inside its word, `삼성` → `삼성에서는`.

Only what makes the name no other word: case, topic and other particles, the copula, plural and
address. An allomorph that does not fit the name's last letter (`네이버은`) is accepted, as people
write it. Up to four follow one another.
"""

_CASES = """
은 는 이 가 을 를 의 에 에서 에게 에게서 한테 한테서 께 께서 더러 로 으로 로서
으로서 로써 으로써 와 과 하고 랑 이랑 나 이나 며 이며 든 이든 든지 이든지 라도
이라도 야 이야 야말로 이야말로 도 만 뿐 밖에 부터 까지 조차 마저 마다 커녕 은커녕
는커녕 대로 만큼 보다 처럼 같이 마냥 치고 따라 쯤 정도 엔 에선 에겐 한텐 께선 론
으론 관련 측 들 님 씨 아 여 이여
"""
_COPULA = """
다 이다 입니다 입니까 이에요 예요 에요 이예요 요 이요 였다 이었다 였습니다
이었습니다 였어요 이었어요 인 인가 인가요 인데 인데요 인지 일 일까 일까요 라 이라
라고 이라고 라는 이라는 란 이란 라며 이라며 라서 이라서 라면 이라면 라니 이라니 고
이고 지 이지 지만 이지만 죠 이죠 네 이네 네요 이네요 면 이면 니까 이니까 여서 이어서
잖아 이잖아 구나 이구나 랍니다 이랍니다 임
"""

PARTICLES = frozenset(f"{_CASES} {_COPULA}".split())
_MOST = 4
_LONGEST = max(map(len, PARTICLES))


def is_particles(rest: str, most: int = _MOST) -> bool:
    """Return whether a string is nothing, or particles one after the other."""
    if not rest:
        return True
    if not most:
        return False
    return any(
        rest[:size] in PARTICLES and is_particles(rest[size:], most - 1)
        for size in range(1, min(_LONGEST, len(rest)) + 1)
    )
